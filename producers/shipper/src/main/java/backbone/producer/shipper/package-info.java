// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Ships log files into Kafka without loss, and gives every line its identity. */
package backbone.producer.shipper;
