package org.medchain.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** REL-1, REL-2, REL-4: the archive, its sums and the licences in it. */
class ReleaseArchiveTest {
  private static final int BLOCK = 512;
  private static final Instant TIME = Instant.parse("2025-01-01T00:00:00Z");

  @TempDir private Path folder;

  /** A file as the archive has it: its mode and its content. */
  private record Unpacked(String mode, String text) {}

  private Path write(String place, SortedMap<String, ReleaseEntry> entries) throws IOException {
    return new ReleaseArchive("m-1", TIME).write(folder.resolve(place), entries);
  }

  private static SortedMap<String, ReleaseEntry> entries(Map<String, String> texts) {
    SortedMap<String, ReleaseEntry> entries = new TreeMap<>();
    texts.forEach((path, text) -> entries.put(path, ReleaseEntry.of(text)));
    return entries;
  }

  private static String text(byte[] block, int at, int length) {
    String text = new String(block, at, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Map<String, Unpacked> unpack(Path archive) throws IOException {
    Map<String, Unpacked> files = new LinkedHashMap<>();
    byte[] tar;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(archive)))) {
      tar = in.readAllBytes();
    }
    int at = 0;
    while (tar[at] != 0) {
      String prefix = text(tar, at + 345, 155);
      String name = (prefix.isEmpty() ? "" : prefix + "/") + text(tar, at, 100);
      int size = Integer.parseInt(text(tar, at + 124, 12), 8);
      assertThat(Long.parseLong(text(tar, at + 136, 12), 8)).isEqualTo(TIME.getEpochSecond());
      assertThat(Integer.parseInt(text(tar, at + 148, 7), 8)).isEqualTo(sum(tar, at));
      files.put(name, new Unpacked(text(tar, at + 100, 8), text(tar, at + BLOCK, size)));
      at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    assertThat(tar.length - at).as("two empty blocks at the end").isEqualTo(2 * BLOCK);
    return files;
  }

  private static int sum(byte[] tar, int at) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : tar[at + i] & 0xFF;
    }
    return sum;
  }

  @Test
  void theSameFilesAreTheSameBytes() throws IOException {
    SortedMap<String, ReleaseEntry> entries = entries(Map.of("b/c.txt", "one\n", "a", ""));

    Path first = write("first", entries);
    Path second = write("second", entries);

    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
    assertThat(folder.resolve("first/m-1.tar.gz.sha256"))
        .content()
        .matches("[0-9a-f]{64}  m-1\\.tar\\.gz\n");
  }

  @Test
  void filesAreThereWithModesAndSums() throws IOException {
    String longPath = "x".repeat(90) + "/" + "y".repeat(60) + "/z.java";
    SortedMap<String, ReleaseEntry> entries = entries(Map.of("a.txt", "a\n", longPath, "z"));
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    entries.put("bin/script", ReleaseEntry.of(script));

    Map<String, Unpacked> files = unpack(write("out", entries));

    assertThat(files)
        .containsOnlyKeys("m-1/CHECKSUMS.txt", "m-1/a.txt", "m-1/bin/script", "m-1/" + longPath);
    assertThat(files.get("m-1/a.txt")).isEqualTo(new Unpacked("0000644", "a\n"));
    assertThat(files.get("m-1/bin/script")).isEqualTo(new Unpacked("0000755", "#!/bin/sh\n"));
    assertThat(files.get("m-1/CHECKSUMS.txt").text().lines())
        .hasSize(3)
        .contains("87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7  a.txt");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    SortedMap<String, ReleaseEntry> entries = entries(Map.of("x".repeat(120), ""));

    assertThatThrownBy(() -> write("out", entries)).hasMessageContaining("too long a name");
  }

  @Test
  void licencesComeFromTheSbomAndTheJars() throws IOException {
    Path sbom =
        Files.writeString(
            folder.resolve("sbom.json"),
            """
            {"components": [
              {"name": "lib", "version": "1.0", "licenses": [{"license": {"id": "MIT"}}]},
              {"name": "lib-core", "version": "1.0",
                "licenses": [{"license": {"name": "LGPL"}}, {"expression": "A OR B"}]},
              {"name": "bare", "version": "2"}]}
            """);
    Path jar = folder.resolve("lib-core-1.0-linux.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String each : new String[] {"META-INF/LICENSE.txt", "org/A.class", "META-INF/NOTICE"}) {
        out.putNextEntry(new JarEntry(each));
        out.write(each.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    LibraryLicences licences = LibraryLicences.of(sbom);

    assertThat(licences.of("lib-1.0.jar")).isEqualTo("MIT");
    assertThat(licences.of("lib-core-1.0-linux.jar")).isEqualTo("LGPL, A OR B");
    assertThat(licences.of("bare-2.jar")).isEqualTo("not told");
    assertThat(licences.of("other-1.jar")).isEqualTo("not told");
    SortedMap<String, ReleaseEntry> entries =
        licences.entries(new TreeMap<>(Map.of("lib-core-1.0-linux.jar", jar)));
    assertThat(entries)
        .containsOnlyKeys(
            "licences/README.md",
            "licences/lib-core-1.0-linux/META-INF/LICENSE.txt",
            "licences/lib-core-1.0-linux/META-INF/NOTICE");
    assertThat(entries.get("licences/README.md").content().bytes())
        .asString(StandardCharsets.UTF_8)
        .contains("| lib-core-1.0-linux.jar | LGPL, A OR B | 2 |");
    assertThatThrownBy(() -> LibraryLicences.of(jar)).isInstanceOf(IOException.class);
  }
}
