package org.medchain.study.output;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The sentences, headings of tables and captions of the results, by their names. */
public final class StudyText {
  private static final Properties TEXTS = read();

  private StudyText() {}

  private static Properties read() {
    try (Reader in =
        new InputStreamReader(
            StudyText.class.getResourceAsStream("texts.properties"), StandardCharsets.UTF_8)) {
      Properties texts = new Properties();
      texts.load(in);
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
    return values.length == 0 ? text : String.format(Locale.ROOT, text, texts(values));
  }

  private static Object[] texts(Object... values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = NumberFormats.text(values[i]);
    }
    return texts;
  }
}
