// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Pages made from the code, and checks that what people wrote about the code is true. */
package backbone.launcher.docs;
