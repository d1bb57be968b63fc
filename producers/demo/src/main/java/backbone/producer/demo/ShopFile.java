// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/** The files that the shop writes, all in one folder. */
enum ShopFile {
  AUTH("auth-service.log"),
  PAYMENT("payment-service.log"),
  ORDER("order-service.log"),
  INVENTORY("inventory-service.log"),
  INVENTORY_ACCESS("inventory-service-access.log");

  private final String fileName;

  ShopFile(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }
}
