// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What every running part has: settings, health, the four signals and a clean stop. */
package backbone.service;
