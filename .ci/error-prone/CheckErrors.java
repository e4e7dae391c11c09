import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Runs Error Prone over the sources of all modules and of their tests, and fails where it finds
 * something. It is one compiler, which gets warm, and it writes no classes: what the modules
 * compile is the same with and without this check.
 *
 * <p>Arguments: the root of the tree; a file with the class path of all modules and of their tests;
 * the release of Java. Error Prone is on the class path of this program.
 */
final class CheckErrors {
  /** A build of its own, with libraries that nothing else has; what builds leave. */
  private static final Set<String> LEFT_OUT = Set.of("datasets", "target", ".git", "node_modules");

  /**
   * Off: NonApiType, because a TreeMap or LinkedHashSet in a signature says that its order is
   * relied on; ImmutableEnumChecker, because to satisfy it takes an annotation library that core
   * may not have. On: DefaultLocale, so that what is printed is the same on every computer
   * (EXP-20).
   */
  private static final String PLUGIN =
      "-Xplugin:ErrorProne -Xep:NonApiType:OFF -Xep:ImmutableEnumChecker:OFF -Xep:DefaultLocale:ERROR";

  private CheckErrors() {}

  public static void main(String[] args) throws IOException {
    List<Path> sources = sources(Path.of(args[0]).toRealPath());
    List<String> options =
        List.of(
            "--release",
            args[2],
            "-parameters",
            "-proc:none",
            "-Xlint:none",
            "-Werror",
            "-classpath",
            Files.readString(Path.of(args[1])).strip(),
            "-processorpath",
            System.getProperty("java.class.path"),
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            // No class is written.
            "--should-stop=ifNoError=FLOW",
            "-XDaddTypeAnnotationsToSymbol=true",
            PLUGIN);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean right =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      System.out.println("Error Prone read " + sources.size() + " files");
      if (!right) {
        System.exit(1);
      }
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return LEFT_OUT.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isSource(root.relativize(file).toString().replace('\\', '/'))) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    sources.sort(null);
    return sources;
  }

  private static boolean isSource(String name) {
    return name.endsWith(".java")
        && (name.contains("/src/main/java/")
            || name.contains("/src/test/java/")
            || name.startsWith(".ci/tests/java/"));
  }
}
