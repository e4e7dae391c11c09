import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Prepares the start of the compilers: each of the build's thirty javac processes loads thousands
 * of classes, most of them Error Prone's, and with an archive of them, loaded and linked (JEP 483
 * and 514), takes a third less CPU time for a small module.
 *
 * <p>Arguments: the folder to write to, and a source file to compile meanwhile. The class path of
 * this process is Error Prone with what it needs; in the archive it is one jar, so that the build
 * can name it. Does nothing where all is there, and where the JDK is older than 25: a compiler
 * without the archive only takes longer. The options of the JVM must be those of the {@code
 * pom.xml}.
 */
final class PrepareCompiler {
  private static final int LINKED_CLASSES_SINCE = 25;

  private static final String NONE = " has no archive";

  private PrepareCompiler() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (Runtime.version().feature() < LINKED_CLASSES_SINCE) {
      return;
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    String classPath = System.getProperty("java.class.path");
    String of = System.getProperty("java.vm.version") + " " + classPath;
    Path jar = folder.resolve("error-prone.jar");
    Path archive = folder.resolve("error-prone.aot");
    Path stamp = folder.resolve("archive-of.txt");
    String last = Files.exists(stamp) ? Files.readString(stamp) : "";
    // Where it could not be made it is not tried again; where it was removed, it is.
    boolean there = last.equals(of) && Files.exists(jar) && Files.exists(archive);
    if (there || last.equals(of + NONE)) {
      return;
    }
    merge(classPath.split(System.getProperty("path.separator"), -1), jar);
    Files.deleteIfExists(archive);
    Process javac =
        new ProcessBuilder(command(folder, jar, archive, Path.of(args[1])))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    boolean made = javac.waitFor() == 0 && Files.exists(archive);
    System.out.println(
        made ? "the compilers start from " + archive : "no archive: see " + folder + "/log.txt");
    Files.writeString(stamp, made ? of : of + NONE);
  }

  /** One jar of several; of two entries of one name the first counts, as on a class path. */
  private static void merge(String[] jars, Path merged) throws IOException {
    Set<String> seen = new HashSet<>();
    try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(merged))) {
      to.setLevel(0);
      for (String each : jars) {
        if (!each.endsWith(".jar")) {
          continue; // Maven's plugin adds a folder for the classes of this project, which has none.
        }
        try (JarFile from = new JarFile(each)) {
          Enumeration<JarEntry> entries = from.entries();
          while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            if (!entry.isDirectory() && seen.add(entry.getName())) {
              to.putNextEntry(new JarEntry(entry.getName()));
              try (InputStream bytes = from.getInputStream(entry)) {
                bytes.transferTo(to);
              }
            }
          }
        }
      }
    }
  }

  private static List<String> command(Path folder, Path jar, Path archive, Path source) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    for (String each :
        List.of("api", "file", "main", "model", "parser", "processing", "tree", "util")) {
      command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + each + "=ALL-UNNAMED");
    }
    for (String each : List.of("code", "comp")) {
      command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + each + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xms768m"));
    command.addAll(List.of("-J-XX:-UsePerfData", "-J-XX:AOTCacheOutput=" + archive));
    command.add("-J-Djava.class.path=" + jar);
    command.addAll(List.of("-XDcompilePolicy=simple", "--should-stop=ifError=FLOW"));
    command.addAll(List.of("-XDaddTypeAnnotationsToSymbol=true", "-Xplugin:ErrorProne"));
    command.addAll(List.of("--release", "21", "-d", folder.resolve("classes").toString()));
    command.add(source.toString());
    return command;
  }
}
