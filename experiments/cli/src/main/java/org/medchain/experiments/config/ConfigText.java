package org.medchain.experiments.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The characters of a config file, or one line on why there are none (EXP-4). */
final class ConfigText {
  /** Far more than any config needs, far less than would hurt. */
  static final int BYTES_MAX = 1 << 20;

  private static final String EXPECTED = "a YAML file of UTF-8 text is wanted";

  private ConfigText() {}

  static String read(Path file) throws UserInputException {
    String place = QuotedText.path(file.toString());
    if (Files.isDirectory(file)) {
      throw refusal(place, "this is a folder");
    }
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw refusal(place, "the file is larger than 1 MiB");
      }
      String text = Files.readString(file);
      // Some editors put a byte order mark first.
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
      if (text.isBlank()) {
        throw refusal(place, "the file is empty");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw refusal(place, "this is not UTF-8 text");
    } catch (NoSuchFileException e) {
      throw refusal(place, "there is no such file");
    } catch (AccessDeniedException e) {
      throw refusal(place, "the file may not be read");
    } catch (IOException e) {
      throw refusal(
          place, "the file cannot be read: " + QuotedText.escape(String.valueOf(e.getMessage())));
    }
  }

  private static UserInputException refusal(String place, String wrong) {
    return new UserInputException(new ConfigProblem(place, wrong, EXPECTED).line());
  }
}
