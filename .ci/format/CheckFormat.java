import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails, with their names, where Java files below a folder are not formatted as google-java-format
 * has them.
 *
 * <p>Argument: the root of the tree.
 */
final class CheckFormat {
  private CheckFormat() {}

  public static void main(String[] args) throws Exception {
    // As Spotless calls the formatter: names are printed, nothing is written, long strings stay.
    List<String> call = new ArrayList<>(List.of("--dry-run", "--set-exit-if-changed"));
    call.add("--skip-reflowing-long-strings");
    call.addAll(sources(Path.of(args[0]).toRealPath()));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exit = new Main(out, err, System.in).format(call.toArray(String[]::new));
    out.flush();
    err.flush();
    if (exit != 0) {
      System.err.println(
          "Not formatted: the files above. `mvn spotless:apply` on JDK 21+ does it.");
      System.exit(1);
    }
  }

  private static List<String> sources(Path root) throws IOException {
    List<String> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.equals("target") || name.equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
