package org.medchain.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.checkout.Repository;
import tlc2.TLCGlobals;

/** A hash of all that decides on what a checker finds in a case (decision 0190). */
final class ModelInputs {
  private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS ([\\w, ]+)$");
  private static final Path SOURCES = Repository.file("spec/src/test/java");

  /** Digits of the hash that stand in the table: 64 bits. */
  private static final int DIGITS = 16;

  private ModelInputs() {}

  static String of(ModelTest test, Case each) {
    StringBuilder inputs = new StringBuilder(TLCGlobals.versionOfTLC).append('\n');
    if (Files.exists(each.module())) {
      modules(each.module()).forEach(path -> inputs.append(text(path)));
    }
    if (Files.exists(each.file())) {
      inputs.append(text(each.file()));
    }
    if (hasOwnWay(test.getClass())) {
      inputs.append(text(source(test.getClass())));
    }
    return hash(inputs.toString());
  }

  /** A module and all of this project's that it extends. */
  static Set<Path> modules(Path module) {
    Set<Path> found = new TreeSet<>(Set.of(module));
    Matcher line = EXTENDS.matcher(text(module));
    if (line.find()) {
      for (String name : line.group(1).split(",", -1)) {
        Path extended = module.resolveSibling(name.trim() + ".tla");
        if (Files.exists(extended)) { // or it is one of TLA+'s own
          found.addAll(modules(extended));
        }
      }
    }
    return found;
  }

  private static boolean hasOwnWay(Class<?> test) {
    try {
      return test.getDeclaredMethod("run", Case.class).getDeclaringClass() != ModelTest.class;
    } catch (NoSuchMethodException e) {
      return false; // the usual one
    }
  }

  private static Path source(Class<?> test) {
    return SOURCES.resolve(test.getName().replace('.', '/') + ".java");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
