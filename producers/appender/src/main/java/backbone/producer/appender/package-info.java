// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What appenders of all logging libraries share: a bounded queue, the form of events, delivery. */
package backbone.producer.appender;
