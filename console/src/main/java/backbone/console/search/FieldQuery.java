// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code field:value} as an Elasticsearch clause: exact, except for wildcards and status classes.
 */
final class FieldQuery {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern STATUS = Pattern.compile("(>=|<=|>|<)?([1-5]\\d\\d)");
  private static final Pattern STATUS_CLASS = Pattern.compile("([1-5])xx");

  private FieldQuery() {}

  static ObjectNode clause(Term term) {
    Field field = term.field().orElseThrow();
    return switch (field) {
      case STATUS -> status(field, term.text().toLowerCase(Locale.ROOT));
      case LEVEL, TRACE, SPAN -> keyword(field, term, term.text().toLowerCase(Locale.ROOT));
      case FILE -> file(term);
      default -> keyword(field, term, term.text());
    };
  }

  /** {@code status:500}, {@code status:5xx}, {@code status:>=500}. */
  private static ObjectNode status(Field field, String value) {
    Matcher statusClass = STATUS_CLASS.matcher(value);
    if (statusClass.matches()) {
      int first = Integer.parseInt(statusClass.group(1)) * 100;
      return range(field).with("gte", first).with("lt", first + 100).clause();
    }
    Matcher status = STATUS.matcher(value);
    if (!status.matches()) {
      throw new BadQueryException(
          "status:%s is no HTTP status. Use 500, 5xx or >=500.".formatted(value));
    }
    int code = Integer.parseInt(status.group(2));
    if (status.group(1) == null) {
      return term(field, JSON.objectNode().put("value", code));
    }
    return range(field).with(operator(status.group(1)), code).clause();
  }

  /** A bare file name is the end of a path. */
  private static ObjectNode file(Term term) {
    boolean whole = term.text().indexOf('/') >= 0 || term.text().indexOf('\\') >= 0;
    if (whole || term.wild()) {
      return keyword(Field.FILE, term, term.text());
    }
    String name = Wildcard.escape(term.text());
    ObjectNode clause = JSON.objectNode();
    ArrayNode either = clause.putObject("bool").putArray("should");
    either.add(term(Field.FILE, JSON.objectNode().put("value", term.text())));
    either.add(Wildcard.clause(Field.FILE.indexName(), "*/" + name));
    return clause;
  }

  private static ObjectNode keyword(Field field, Term term, String value) {
    if (term.wild()) {
      return Wildcard.clause(field.indexName(), Wildcard.pattern(value));
    }
    return term(field, JSON.objectNode().put("value", value));
  }

  private static ObjectNode term(Field field, ObjectNode value) {
    ObjectNode clause = JSON.objectNode();
    clause.putObject("term").set(field.indexName(), value);
    return clause;
  }

  private static String operator(String sign) {
    return switch (sign) {
      case ">=" -> "gte";
      case "<=" -> "lte";
      case ">" -> "gt";
      default -> "lt";
    };
  }

  private static Range range(Field field) {
    ObjectNode clause = JSON.objectNode();
    return new Range(clause, clause.putObject("range").putObject(field.indexName()));
  }

  private record Range(ObjectNode clause, ObjectNode bounds) {
    Range with(String operator, int value) {
      bounds.put(operator, value);
      return this;
    }
  }
}
