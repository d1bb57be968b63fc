// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** A small shop of four services that write log files, with faults on a switch. */
package backbone.producer.demo;
