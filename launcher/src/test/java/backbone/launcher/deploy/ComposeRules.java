// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static backbone.launcher.deploy.Deployment.COMPOSE;
import static backbone.launcher.deploy.Deployment.list;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for every service of the compose file; each rule tells what breaks it. */
enum ComposeRules {
  MOUNTED_FILES_EXIST {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      for (String volume : list(its, "volumes")) {
        String from = Deployment.filled(volume).split(":", -1)[0];
        if (from.startsWith("./") && !Files.exists(of.root().resolve(from))) {
          problems.add(service + " mounts " + from + ", which is not there");
        } else if (!from.startsWith("/")
            && !from.startsWith("./")
            && !of.text(COMPOSE).contains("\n  " + from + ":\n")) {
          problems.add(service + " mounts the volume " + from + ", which is not declared");
        }
      }
    }
  },
  PORTS_ON_LOOPBACK {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      for (String port : list(its, "ports")) {
        if (!port.matches("127\\.0\\.0\\.1:\\d+:\\d+")) {
          problems.add(service + " publishes " + port + " beyond 127.0.0.1");
        }
      }
      if (list(its, "network_mode").contains("host")) {
        problems.add(service + " is in the host's network, past 127.0.0.1");
      }
    }
  },
  HEALTH_OR_ONE_SHOT {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      boolean oneShot = "no".equals(its.get("restart"));
      if (oneShot == its.containsKey("healthcheck")) {
        problems.add(service + (oneShot ? " is one-shot and has" : " has no") + " health check");
      }
    }
  },
  WAITS_FOR_WHAT_CAN_BE {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      Deployment.map(its.get("depends_on"))
          .forEach(
              (other, how) -> {
                boolean oneShot = "no".equals(of.services().get(other).get("restart"));
                String condition = oneShot ? "service_completed_successfully" : "service_healthy";
                if (!condition.equals(Deployment.map(how).get("condition"))) {
                  problems.add(service + " waits for " + other + " otherwise than " + condition);
                }
              });
    }
  },
  BOUNDED {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      for (String key : List.of("mem_limit", "logging", "restart")) {
        if (!its.containsKey(key)) {
          problems.add(service + " has no " + key);
        }
      }
    }
  },
  NO_PRIVILEGES {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      if (!list(its, "security_opt").contains("no-new-privileges:true")
          || !list(its, "cap_drop").contains("ALL")
          || its.containsKey("privileged")
          || its.containsKey("cap_add")) {
        problems.add(service + " has privileges that it does not need");
      }
    }
  },
  COMMENT_ABOVE {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      Pattern above = Pattern.compile("\n {2}# [^\n]+\n {2}" + Pattern.quote(service) + ":\n");
      if (!above.matcher(of.text(COMPOSE)).find()) {
        problems.add(service + " has no comment above it");
      }
    }
  },
  SECRETS_IN_THE_ENVIRONMENT {
    @Override
    void check(Deployment of, String service, Map<String, Object> its, List<String> problems) {
      for (String key : List.of("command", "entrypoint", "healthcheck", "build")) {
        if (SECRET.matcher(String.valueOf(its.get(key))).find()) {
          problems.add(service + " has a secret in its " + key + ", where everybody sees it");
        }
      }
      Deployment.map(its.get("environment"))
          .forEach(
              (name, value) -> {
                boolean secret = SECRET.matcher(name).find() && !name.endsWith("MECHANISM");
                if (secret && !String.valueOf(value).contains("${")) {
                  problems.add(service + " has the value of " + name + " in the file");
                }
              });
    }
  };

  /** Names of what must not be seen. */
  static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET|ENCRYPTION_?KEY|JAAS");

  abstract void check(
      Deployment of, String service, Map<String, Object> its, List<String> problems);

  /** Every problem of every service. */
  List<String> problems(Deployment of) {
    List<String> problems = new ArrayList<>();
    of.services().forEach((service, its) -> check(of, service, its, problems));
    return problems;
  }

  /** Variables and their page must agree, and no secret may have a value to begin with. */
  static List<String> variables(Deployment of) {
    List<String> problems = new ArrayList<>();
    Map<String, String> example = of.example();
    Set<String> used = new HashSet<>();
    for (Deployment.Variable variable : Deployment.variables(withoutComments(of.text(COMPOSE)))) {
      used.add(variable.name());
      boolean secret = SECRET.matcher(variable.name()).find();
      if (secret && !variable.rest().contains("set " + variable.name())) {
        problems.add(variable.name() + " is not demanded with a word on what to do");
      }
      if (!secret && !variable.rest().equals(":-" + example.get(variable.name()))) {
        problems.add(variable.name() + " has another default than .env.example says");
      }
    }
    example.forEach(
        (name, value) -> {
          if (!used.contains(name)) {
            problems.add(name + " is in .env.example and not used");
          }
          if (SECRET.matcher(name).find() && !value.isEmpty()) {
            problems.add(name + " has a value in .env.example, which many would keep");
          }
        });
    used.stream()
        .filter(name -> !example.containsKey(name))
        .forEach(name -> problems.add(name + " is not in .env.example"));
    return problems;
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?m)^\\s*#.*$", "");
  }
}
