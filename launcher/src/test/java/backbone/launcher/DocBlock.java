// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one block of its language that a page gives to copy.
 *
 * @param page path below the root
 * @param text the block
 */
record DocBlock(String page, String text) {

  /** Reads a page that must hold exactly one block of the language. */
  static DocBlock read(String page, String language) throws IOException {
    Pattern block = Pattern.compile("(?s)```" + language + "\\n(.*?)```");
    Matcher blocks = block.matcher(Files.readString(Command.ROOT.resolve(page)));
    assertThat(blocks.find()).as(page + " has a block").isTrue();
    String text = blocks.group(1);
    assertThat(blocks.find()).as(page + " has another block").isFalse();
    return new DocBlock(page, text);
  }

  /** The block with other words in the place of some that must be there. */
  DocBlock with(String words, String others) {
    assertThat(text).as(page).contains(words);
    return new DocBlock(page, text.replace(words, others));
  }
}
