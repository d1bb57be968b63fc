// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.rules.YamlNode;
import java.util.Map;

/**
 * An example in a file of rules: a line, and what is to become of it.
 *
 * @param line one line, or several of one event
 * @param service of the sender; the format's first one when the example says none
 * @param path of the file
 * @param fits whether the format is to fit
 * @param fields what the document is to have; an absent field is null
 * @param at where it stands
 */
public record LineTest(
    String line,
    String service,
    String path,
    boolean fits,
    Map<String, YamlNode> fields,
    YamlNode at) {}
