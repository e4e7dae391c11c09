package org.medchain.tutorial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A tutorial that says "Save as" before each new file, "Change" before each difference, and "It
 * prints" before what its program prints. It is compiled over the built classes, and run in a
 * process of its own in front of them.
 */
public final class JavaTutorial {
  private static final Pattern SAVED =
      Pattern.compile("Save as `([^`]+)`:\\s+```\\w+\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CHANGED =
      Pattern.compile("Change `([^`]+)`:\\s+```diff\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PRINTED =
      Pattern.compile("It prints:\\s+```text\\n(.*?)```", Pattern.DOTALL);

  private final Path root;
  private final Path folder;
  private final String text;
  private final Map<String, String> files = new TreeMap<>();

  /**
   * Reads a tutorial.
   *
   * @param root of the repository
   * @param page under it
   * @param folder empty, for what is made
   */
  public JavaTutorial(Path root, String page, Path folder) throws IOException {
    this.root = root;
    this.folder = folder;
    this.text = Files.readString(root.resolve(page));
    Matcher saved = SAVED.matcher(text);
    while (saved.find()) {
      files.put(saved.group(1), saved.group(2));
    }
    Matcher changed = CHANGED.matcher(text);
    while (changed.find()) {
      files.put(changed.group(1), patched(changed.group(1), changed.group(2)));
    }
  }

  /** How many files of the main code are new or change. */
  public int mainFiles() {
    return (int) files.keySet().stream().filter(each -> each.contains("src/main")).count();
  }

  /** What the page says that the program prints. */
  public String expected() {
    Matcher printed = PRINTED.matcher(text);
    if (!printed.find()) {
      throw new AssertionError("the tutorial does not say what it prints");
    }
    return printed.group(1);
  }

  /** The lines with a minus stand in the file, once; those with a plus come in their place. */
  private String patched(String file, String diff) throws IOException {
    StringBuilder old = new StringBuilder();
    StringBuilder young = new StringBuilder();
    for (String line : diff.lines().toList()) {
      if (line.startsWith("-")) {
        old.append(line.substring(1)).append('\n');
      } else if (line.startsWith("+")) {
        young.append(line.substring(1)).append('\n');
      }
    }
    String source = Files.readString(root.resolve(file));
    int at = source.indexOf(old.toString());
    if (at < 0 || source.indexOf(old.toString(), at + 1) >= 0) {
      throw new AssertionError(file + " has not once: " + old);
    }
    return source.replace(old.toString(), young.toString());
  }

  /** Compiles all files and runs the program; what it printed. */
  public String run(String program) throws IOException, InterruptedException {
    compile();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        folder.resolve("classes")
            + System.getProperty("path.separator")
            + folder.resolve("mine/classes")
            + System.getProperty("path.separator")
            + System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, "-cp", path, program).redirectErrorStream(true).start();
    byte[] printed = process.getInputStream().readAllBytes();
    String output =
        new String(printed, StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    if (process.waitFor() != 0) {
      throw new AssertionError(output);
    }
    return output;
  }

  private void compile() throws IOException {
    List<Path> sources = new ArrayList<>();
    files.forEach(
        (name, source) -> {
          Path file = saved(name, source);
          if (name.endsWith(".java")) {
            sources.add(file);
          }
        });
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String path = System.getProperty("java.class.path");
    List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", path);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(sources);
      if (!compiler.getTask(null, manager, null, options, null, units).call()) {
        throw new AssertionError("the tutorial does not compile");
      }
    }
  }

  private Path saved(String name, String source) {
    try {
      Path path = folder.resolve(name);
      Files.createDirectories(path.getParent());
      return Files.writeString(path, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
