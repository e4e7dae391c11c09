package org.medchain.house;

import java.nio.file.Path;
import java.util.List;

/**
 * What the rules need to know of one Java file.
 *
 * @param path from the root of the tree
 * @param packageName as declared
 * @param lines of the file
 * @param codeLines of these, with code: neither blank nor only a comment
 * @param countedLines of these, without the package and imports
 * @param types simple names of all types declared in it, nested ones included
 * @param names of everything else declared in it: methods, fields, parameters, variables
 * @param methods with their lengths in lines, from the first of the signature to the last brace
 * @param faults of style: what the core's sources must not have
 * @param optionalParameters of methods that are no constructors
 */
record SourceFile(
    Path path,
    String packageName,
    int lines,
    int codeLines,
    int countedLines,
    List<String> types,
    List<String> names,
    List<Method> methods,
    List<String> faults,
    List<String> optionalParameters) {

  record Method(String name, int lines) {}

  /** Simple name of the type that the file is named after. */
  String simpleName() {
    String file = path.getFileName().toString();
    return file.substring(0, file.length() - ".java".length());
  }

  /** Full name of the type that the file is named after. */
  String fullName() {
    return packageName + "." + simpleName();
  }
}
