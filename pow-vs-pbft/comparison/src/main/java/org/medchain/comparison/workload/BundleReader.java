package org.medchain.comparison.workload;

import java.util.List;

/**
 * Makes records of FHIR R4 bundles (CMP-56). A module of its own brings it, so that no command
 * without bundles loads its libraries: a class with a constructor without parameters, named in
 * {@code META-INF/services/} of its jar.
 */
public interface BundleReader {
  /**
   * The records of all files, file by file, each in its order.
   *
   * @throws DatasetException if a file is no bundle, or a resource lacks its patient or time; its
   *     message is one line that begins with the file
   */
  List<SyntheticRecord> read(List<DatasetFile> files);
}
