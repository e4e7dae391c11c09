package org.medchain.release;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code mvn package -Prelease} starts when all modules are packaged (REL-1). */
public final class ReleaseMain {
  private static final int WORDS = 5;

  private ReleaseMain() {}

  /**
   * Makes the archive, and prints where it is.
   *
   * @param args the project's root, its version, the time of all files, the SBOM, the folder for
   *     the archive
   */
  public static void main(String[] args) throws InterruptedException {
    Locale.setDefault(Locale.ROOT);
    if (args.length != WORDS) {
      System.err.println("release: wanted: ROOT VERSION TIME SBOM FOLDER");
      System.exit(2);
    }
    try {
      Path home = Path.of(args[0]).toRealPath();
      CommittedTree tree = CommittedTree.of(home);
      SortedMap<String, ReleaseEntry> entries =
          entries(home, tree, Path.of(args[3]), "medchain " + args[1] + "\n");
      ReleaseArchive archive = new ReleaseArchive("medchain-" + args[1], Instant.parse(args[2]));
      System.out.println(archive.write(Path.of(args[4]), entries));
      if (!tree.clean()) {
        System.err.println("release: the tree is not as its commit has it; RELEASE.txt says so");
      }
    } catch (IOException e) {
      System.err.println("release: " + e.getMessage());
      System.exit(1);
    }
  }

  private static SortedMap<String, ReleaseEntry> entries(
      Path home, CommittedTree tree, Path sbom, String title) throws IOException {
    SortedMap<String, ReleaseEntry> entries = new TreeMap<>(tree.files());
    ReleaseJars jars = ReleaseJars.of(home);
    entries.putAll(jars.entries());
    entries.put("sbom.json", ReleaseEntry.library(sbom));
    entries.putAll(LibraryLicences.of(sbom).entries(jars.libraries()));
    entries.put("RELEASE.txt", ReleaseEntry.of(title + text(tree)));
    return entries;
  }

  /** What differs from a checkout, and what the bytes depend on. */
  private static String text(CommittedTree tree) {
    return """
    commit %s%s
    made with JDK %s on %s %s

    experiments/medchain runs from the jars in this archive: it needs a JDK 21 or newer,
    no Maven and no network. Start with ARTIFACT.md. A command whose sources you change
    must be built, which needs Maven and its repository.

    'sha256sum -c CHECKSUMS.txt' checks the files. Libraries are in lib/, their licences in
    licences/ and sbom.json. Native code is that of the platform above; elsewhere the JDK's
    own code takes its place, slower.
    """
        .formatted(
            tree.commit(),
            tree.clean() ? "" : " with changes that are in no commit",
            Runtime.version().feature(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
