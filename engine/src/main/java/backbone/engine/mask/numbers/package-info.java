// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Finds numbers of people: cards, accounts, telephones, registrations. */
package backbone.engine.mask.numbers;
