// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads policies, and says of each mistake where it is and what would be right. */
final class PolicyReader {

  private static final int POLICIES_MAX = 100;

  private final YamlProblems problems;

  PolicyReader(YamlProblems problems) {
    this.problems = problems;
  }

  /** The policies of a text that holds nothing else. */
  PolicySet read(Reader text) throws IOException {
    YamlNode root = YamlNode.read(text, problems);
    problems.throwIfAny();
    List<Policy> policies = policies(list(root));
    problems.throwIfAny();
    return new PolicySet(policies);
  }

  /** The policies of one section of a file; whatever is wrong goes to the problems. */
  PolicySet section(YamlNode section) {
    YamlNode wrapped = section.fields() == null ? section : section.fields().get("policies");
    if (section.fields() != null) {
      problems.refuseUnknown(section, Set.of("policies"));
    }
    return new PolicySet(policies(wrapped == null ? section : wrapped));
  }

  private List<Policy> policies(YamlNode list) {
    if (list == null || list.items() == null || list.items().isEmpty()) {
      int line = list == null ? 1 : list.line();
      int column = list == null ? 1 : list.column();
      problems.add(line, column, "there is no list of policies. Begin with 'policies:'.");
      return List.of();
    }
    if (list.items().size() > POLICIES_MAX) {
      problems.add(list, "there are " + list.items().size() + " policies. Use 100 at most.");
      return List.of();
    }
    Set<String> names = new HashSet<>();
    List<Policy> policies = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Policy policy = PolicyTypes.read(item, problems);
      if (policy == null) {
        continue;
      }
      if (!names.add(policy.name())) {
        problems.add(item, "a second policy has the name '" + policy.name() + "'. Rename one.");
      }
      policies.add(policy);
    }
    return policies;
  }

  /** The list stands alone or, as in the Collector's file, below {@code tail_sampling}. */
  private YamlNode list(YamlNode root) {
    if (root == null || root.fields() == null) {
      return root;
    }
    YamlNode wrapped = root.fields().get("tail_sampling");
    YamlNode holder = wrapped == null ? root : wrapped;
    if (holder.fields() == null) {
      return holder;
    }
    problems.refuseUnknown(root, wrapped == null ? Set.of("policies") : Set.of("tail_sampling"));
    if (wrapped != null) {
      problems.refuseUnknown(wrapped, Set.of("policies"));
    }
    return holder.fields().get("policies");
  }
}
