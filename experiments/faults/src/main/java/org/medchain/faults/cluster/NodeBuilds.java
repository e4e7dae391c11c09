package org.medchain.faults.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classes that node processes run.
 *
 * @param inFront folders of classes that go before those of this process: a planted defect
 * @param next to which a rolling upgrade changes
 */
public record NodeBuilds(List<Path> inFront, NextVersion next) {
  /** The classes of this process, and no other build. */
  public static final NodeBuilds THIS =
      new NodeBuilds(List.of(), new NextVersion(Optional.empty()));

  public NodeBuilds {
    inFront = List.copyOf(inFront);
  }

  /** The same, with another build to which a rolling upgrade changes. */
  public NodeBuilds withNext(Path build) {
    return new NodeBuilds(inFront, new NextVersion(Optional.of(build)));
  }

  /** The same with a planted defect, whose folders of classes go before all others. */
  public NodeBuilds withDefect(List<Path> classes) {
    return new NodeBuilds(classes, next);
  }

  /** Where the nodes' classes are. */
  String classPath() {
    List<String> path = new ArrayList<>(inFront.stream().map(Path::toString).toList());
    path.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, path);
  }
}
