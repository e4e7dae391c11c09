package org.medchain.client.enrolment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.medchain.client.identity.KnownNetwork;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.record.DescribedVisit;
import org.medchain.node.center.Invitation;

/**
 * Files that the commands read on the machine where they run. The program with the commands
 * provides it, found by {@link ServiceLoader}: it knows the files of a cluster, and the schemas of
 * what people write.
 */
public interface LocalInputs {
  /** That of this program. */
  static LocalInputs here() {
    return ServiceLoader.load(LocalInputs.class).findFirst().orElseThrow();
  }

  /**
   * The copy of its cluster's data that {@link LocalCluster#copyTo} put into an identity's folder.
   */
  KnownNetwork network(ParticipantFolder identity);

  /** A visit as its patient describes it, checked against the published schema. */
  DescribedVisit visit(Path file) throws InputException, IOException;

  /** The first line of a file that only its owner may read. */
  char[] passphrase(Path file) throws IOException;

  /**
   * The invitation on standard input, as 'center invite' printed it.
   *
   * @param hint the hint to add if the line is another
   */
  Invitation invitation(String hint) throws InputException, IOException;

  /** A mixin of picocli's, new for each command. */
  ClusterChoice clusterChoice();

  /** Options that name a cluster of this machine. */
  interface ClusterChoice {
    LocalCluster chosen() throws InputException, IOException;
  }

  /** A cluster's files. */
  interface LocalCluster {
    Path folder();

    /** Whether the keys of the center's operator are among them. */
    boolean hasOperator();

    /** Copies what there is to know of the cluster; a later copy brings nodes that joined. */
    void copyTo(ParticipantFolder identity) throws InputException, IOException;

    /** Connects to the center, as its operator or as one who has an invitation. */
    CenterConnection connectToCenter(boolean asOperator)
        throws InputException, IOException, InterruptedException;
  }
}
