package org.medchain.chaos.guards;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources in memory, on their way into the JDK's compiler. */
final class JavaSources {
  /** A source that lies in no file. */
  private static final class SourceText extends SimpleJavaFileObject {
    private final String content;

    SourceText(String file, String content) {
      super(URI.create("string:///" + file), Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }

  private JavaSources() {}

  /**
   * A task of the compiler that has yet to begin.
   *
   * @param errors for messages
   */
  static JavaCompiler.CompilationTask parsing(String file, String source, List<String> errors) {
    List<JavaFileObject> texts = List.of(new SourceText(file, source));
    return ToolProvider.getSystemJavaCompiler()
        .getTask(
            null,
            null,
            diagnostic -> errors.add(diagnostic.toString()),
            List.of("-proc:none"),
            null,
            texts);
  }

  /**
   * Compiles sources by their files' names.
   *
   * @param classPath where the classes that they need are
   * @param sourcePath where sources are that may be compiled along with them
   * @param out the folder for the classes
   * @return the compiler's messages, if it failed
   */
  static Optional<String> compile(
      Map<String, String> sources, String classPath, Optional<Path> sourcePath, Path out)
      throws IOException {
    Files.createDirectories(out);
    List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-g"));
    options.addAll(List.of("-cp", classPath, "-d", out.toString(), "-Xlint:none"));
    sourcePath.ifPresent(path -> options.addAll(List.of("-sourcepath", path.toString())));
    List<JavaFileObject> texts = new ArrayList<>();
    sources.forEach((file, source) -> texts.add(new SourceText(file, source)));
    StringWriter complaints = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled = compiler.getTask(complaints, files, null, options, null, texts).call();
      return compiled ? Optional.empty() : Optional.of(complaints.toString());
    }
  }
}
