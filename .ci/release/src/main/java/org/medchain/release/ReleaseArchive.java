package org.medchain.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the archive and its sum.
 *
 * @param name of the archive and of the folder in it
 * @param time of all files in it
 */
record ReleaseArchive(String name, Instant time) {
  /** In the archive: the sum of each other file, as {@code sha256sum -c} reads them. */
  static final String CHECKSUMS = "CHECKSUMS.txt";

  /**
   * Writes {@code NAME.tar.gz} and {@code NAME.tar.gz.sha256}.
   *
   * @param entries by path from the root
   * @return the archive
   */
  Path write(Path folder, SortedMap<String, ReleaseEntry> entries) throws IOException {
    Files.createDirectories(folder);
    Path archive = folder.resolve(name + ".tar.gz");
    SortedMap<String, ReleaseEntry> all = new TreeMap<>(entries);
    all.put(CHECKSUMS, ReleaseEntry.of(checksums(entries)));
    MessageDigest digest = sha256();
    try (OutputStream file = Files.newOutputStream(archive);
        OutputStream summed = new DigestOutputStream(new BufferedOutputStream(file), digest);
        TarArchive tar = new TarArchive(new GZIPOutputStream(summed), time.getEpochSecond())) {
      for (Map.Entry<String, ReleaseEntry> each : all.entrySet()) {
        ReleaseEntry entry = each.getValue();
        tar.add(name + "/" + each.getKey(), entry.content().bytes(), entry.executable());
      }
    }
    String sum = HexFormat.of().formatHex(digest.digest());
    Files.writeString(
        folder.resolve(archive.getFileName() + ".sha256"),
        sum + "  " + archive.getFileName() + "\n",
        StandardCharsets.UTF_8);
    return archive;
  }

  private static String checksums(SortedMap<String, ReleaseEntry> entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, ReleaseEntry> each : entries.entrySet()) {
      byte[] sum = sha256().digest(each.getValue().content().bytes());
      lines.append(HexFormat.of().formatHex(sum)).append("  ").append(each.getKey()).append('\n');
    }
    return lines.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("each JDK has SHA-256", e);
    }
  }
}
