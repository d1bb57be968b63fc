// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTextTest {

  @Test
  void readsWordsPhrasesFieldsAndExclusions() {
    assertThat(SearchText.parse("bad \"log in\" -health level:error -service:\"a b\" to*n"))
        .containsExactly(
            new Term(Optional.empty(), "bad", false, false),
            new Term(Optional.empty(), "log in", true, false),
            new Term(Optional.empty(), "health", false, true),
            new Term(Optional.of(Field.LEVEL), "error", false, false),
            new Term(Optional.of(Field.SERVICE), "a b", true, true),
            new Term(Optional.empty(), "to*n", false, false));
  }

  @Test
  void composesHangul_whenTypedInParts() {
    Term term = SearchText.parse("\u1100\u1167\u11af\u110c\u1166").get(0);
    assertThat(term.text()).isEqualTo("결제");
    assertThat(term.hangul()).isTrue();
    assertThat(term.oneWord()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12:30:01", "http://shop/login", "java.lang.IllegalStateException:", "a@b:c"})
  void takesColonAsText_whenNoFieldNameIsBeforeIt(String text) {
    assertThat(SearchText.parse(text))
        .containsExactly(new Term(Optional.empty(), text, false, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "-", "- ->", "\u3000"})
  void findsNoTerms_whenNothingIsSearchable(String text) {
    assertThat(SearchText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"open | A quote is not closed: \"open. Add the second \".",
        "level: error | level: has no value. Write level:value without a blank.",
      })
  void refuses_whenNotWellFormed(String text, String message) {
    assertThatThrownBy(() -> SearchText.parse(text))
        .isInstanceOf(BadQueryException.class)
        .hasMessage(message);
  }

  @Test
  void namesKnownFields_whenOneIsUnknown() {
    assertThatThrownBy(() -> SearchText.parse("sevice:auth"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageStartingWith("sevice: is not a field. Known are service, level, status,")
        .hasMessageEndingWith("Put it in quotes to search for it as text.");
  }

  @Test
  void refuses_whenTooLongOrTooManyTerms() {
    assertThatThrownBy(() -> SearchText.parse("x".repeat(501)))
        .hasMessage("The search has 501 characters, 500 are allowed. Shorten it.");
    assertThatThrownBy(() -> SearchText.parse("w ".repeat(21)))
        .hasMessageStartingWith("The search has 21 terms, 20 are allowed.");
  }
}
