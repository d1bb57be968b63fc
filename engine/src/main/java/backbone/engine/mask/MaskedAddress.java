// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

/**
 * What may be kept of a client's address.
 *
 * @param ip the network or the address, for fields that take nothing else; null if nothing is kept
 * @param text what stands for the address in a text beside it; null if nothing does
 */
public record MaskedAddress(String ip, String text) {}
