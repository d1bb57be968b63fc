// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The appender for Log4j 2. */
package backbone.producer.log4j2;
