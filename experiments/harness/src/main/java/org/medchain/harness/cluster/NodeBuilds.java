package org.medchain.harness.cluster;

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
record NodeBuilds(List<Path> inFront, NextVersion next) {
  /** The classes of this process, and no other build. */
  static final NodeBuilds THIS = new NodeBuilds(List.of(), new NextVersion(Optional.empty()));

  /** Copies the list. */
  NodeBuilds {
    inFront = List.copyOf(inFront);
  }

  /** Where the nodes' classes are. */
  String classPath() {
    List<String> path = new ArrayList<>(inFront.stream().map(Path::toString).toList());
    path.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, path);
  }
}
