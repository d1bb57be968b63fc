// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.hex;
import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isLetter;

import java.util.ArrayList;
import java.util.List;

/**
 * How keys begin that a service gives out, and what follows: the more letters and digits, the fewer
 * words look like one. From what the services document, as scanners of code use it.
 */
record ApiKeyPrefix(String text, int anchor, int min, Body body) {

  /** Bytes that may follow. */
  enum Body {
    HEX,
    LETTERS,
    ALPHANUMERIC,
    /** With a minus and an underscore, and at least one digit in the first {@code min}. */
    URL,
    /** With plus, slash, equals, too. */
    BASE64;

    boolean has(byte b) {
      return switch (this) {
        case HEX -> hex(b) >= 0;
        case LETTERS -> isLetter(b);
        case ALPHANUMERIC -> isAlphanumeric(b);
        case URL -> isAlphanumeric(b) || b == '-' || b == '_';
        case BASE64 ->
            isAlphanumeric(b) || b == '-' || b == '_' || b == '+' || b == '/' || b == '=';
      };
    }
  }

  /** Prefixes by the byte before their first dash or underscore. */
  static ApiKeyPrefix[][] byAnchor(char anchor) {
    List<List<ApiKeyPrefix>> lists = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      lists.add(new ArrayList<>());
    }
    for (ApiKeyPrefix prefix : all()) {
      if (prefix.text.charAt(prefix.anchor) == anchor) {
        lists.get(prefix.text.charAt(prefix.anchor - 1)).add(prefix);
      }
    }
    ApiKeyPrefix[][] table = new ApiKeyPrefix[256][];
    for (int i = 0; i < 256; i++) {
      table[i] = lists.get(i).isEmpty() ? null : lists.get(i).toArray(ApiKeyPrefix[]::new);
    }
    return table;
  }

  private static List<ApiKeyPrefix> all() {
    List<ApiKeyPrefix> all = new ArrayList<>();
    // GitHub, npm, Grafana, Hugging Face, Groq, Netlify, Notion, Linear, PostHog, Replicate
    add(all, Body.ALPHANUMERIC, 36, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_", "nfp_", "pnu_");
    add(all, Body.ALPHANUMERIC, 32, "lin_api_", "gsk_", "r8_", "ntn_", "secret_", "phx_", "xai-");
    add(all, Body.LETTERS, 34, "hf_", "api_org_");
    add(
        all,
        Body.URL,
        22,
        "github_pat_",
        "sq0atp-",
        "sq0csp-",
        "sq0idp-",
        "dckr_pat_",
        "dckr_oat_");
    add(all, Body.URL, 32, "glsa_", "pscale_tkn_", "pscale_pw_", "pscale_oauth_", "CCIPAT_");
    add(all, Body.URL, 32, "figd_", "figu_", "duffel_test_", "duffel_live_", "CFPAT-", "nvapi-");
    add(all, Body.BASE64, 24, "whsec_", "sntrys_", "glc_", "ops_", "FLWSECK_TEST-", "FLWSECK-");
    // GitLab
    add(all, Body.URL, 20, "glpat-", "gldt-", "glrt-", "glcbt-", "glimt-", "glft-", "glsoat-");
    add(all, Body.URL, 20, "glptt-", "glagent-", "gloas-", "glffct-", "xapp-", "tskey-", "GOCSPX-");
    // Slack
    add(all, Body.URL, 20, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-", "xoxe-", "xoxc-");
    add(all, Body.BASE64, 20, "xoxd-", "ATATT-", "pypi-");
    // Stripe
    add(all, Body.ALPHANUMERIC, 10, "sk_live_", "sk_test_", "sk_prod_", "rk_live_", "rk_test_");
    add(all, Body.ALPHANUMERIC, 10, "rk_prod_");
    // OpenAI, Anthropic, OpenRouter, Perplexity
    add(all, Body.URL, 20, "sk-proj-", "sk-ant-", "sk-svcacct-", "sk-admin-", "sk-or-v1-", "pplx-");
    add(all, Body.URL, 32, "sk-");
    // DigitalOcean, Shopify, Sentry, RubyGems, Supabase, Buildkite, Pulumi, Shippo, Sourcegraph
    add(all, Body.HEX, 32, "shpat_", "shpca_", "shppa_", "shpss_", "sntryu_", "sbp_", "sgp_");
    add(all, Body.HEX, 40, "dop_v1_", "doo_v1_", "dor_v1_", "rubygems_", "bkua_", "pul-");
    add(all, Body.HEX, 40, "shippo_live_", "shippo_test_");
    // Brevo, Postman, New Relic, age, HubSpot
    add(all, Body.URL, 24, "xkeysib-", "xsmtpsib-", "PMAK-", "NRAK-", "NRII-", "AGE-SECRET-KEY-1");
    add(all, Body.URL, 32, "pat-na1-", "pat-eu1-", "p8e-");
    return all;
  }

  private static void add(List<ApiKeyPrefix> all, Body body, int min, String... texts) {
    for (String text : texts) {
      int dash = text.indexOf('-');
      int line = text.indexOf('_');
      int anchor = dash < 0 ? line : line < 0 ? dash : Math.min(dash, line);
      all.add(new ApiKeyPrefix(text, anchor, min, body));
    }
  }
}
