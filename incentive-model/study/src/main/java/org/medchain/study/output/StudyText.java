package org.medchain.study.output;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.medchain.experiments.config.SchemaText;

/** The sentences, headings of tables and captions of the results, by their names. */
public final class StudyText {
  private static final Properties TEXTS = read();

  private StudyText() {}

  private static Properties read() {
    try {
      Properties texts = new Properties();
      texts.load(new StringReader(SchemaText.of(StudyText.class, "texts.properties")));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of this name, with values in their places. */
  public static String of(String name, Object... values) {
    String text =
        Optional.ofNullable(TEXTS.getProperty(name))
            .orElseThrow(() -> new IllegalArgumentException("there is no text " + name));
    return values.length == 0
        ? text
        : text.formatted(Stream.of(values).map(NumberFormats::text).toArray());
  }
}
