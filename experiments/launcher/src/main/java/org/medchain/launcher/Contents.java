package org.medchain.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A sum over the names and contents of files: a CRC, since forged sources are no threat here and
 * every start computes it. Times of change play no part.
 */
final class Contents {
  private final CRC32C sum = new CRC32C();

  private Contents() {}

  /**
   * The sum of files and folders, as 8 hexadecimal digits.
   *
   * @param home that the paths start from, and that has no influence on the sum
   */
  static String of(File home, List<String> paths) throws IOException {
    Contents sum = new Contents();
    for (String path : paths) {
      sum.add(path, new File(home, path));
    }
    return sum.hex();
  }

  static String of(String text) {
    Contents sum = new Contents();
    sum.add(text.getBytes(StandardCharsets.UTF_8));
    return sum.hex();
  }

  private void add(String name, File file) throws IOException {
    String[] names = file.list();
    if (names != null) {
      Arrays.sort(names);
      for (String each : names) {
        add(name + "/" + each, new File(file, each));
      }
    } else if (file.exists()) {
      add((name + "\0" + file.length() + "\0").getBytes(StandardCharsets.UTF_8));
      add(Files.readAllBytes(file.toPath()));
    }
  }

  private void add(byte[] bytes) {
    sum.update(bytes, 0, bytes.length);
  }

  private String hex() {
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
