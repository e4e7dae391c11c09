package org.medchain.cluster.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.enrolment.LocalInputs;
import org.medchain.client.identity.KnownNetwork;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.record.DescribedVisit;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.center.TypedInvitation;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CredentialFiles;
import picocli.CommandLine.Mixin;

/** What participants' commands read, where a cluster has its folder on the same machine. */
public final class ClusterInputs implements LocalInputs {
  public ClusterInputs() {}

  @Override
  public KnownNetwork network(ParticipantFolder identity) {
    return NetworkFiles.of(identity);
  }

  @Override
  public DescribedVisit visit(Path file) throws InputException, IOException {
    return read(() -> VisitFile.read(file));
  }

  @Override
  public char[] passphrase(Path file) throws IOException {
    return new PassphraseFile(file).read();
  }

  @Override
  public Invitation invitation(String hint) throws InputException, IOException {
    return read(() -> TypedInvitation.read(hint));
  }

  @Override
  public ClusterChoice clusterChoice() {
    return new SelectedCluster();
  }

  /** The choice that all commands about clusters have. */
  private static final class SelectedCluster implements ClusterChoice {
    @Mixin private ClusterSelection selection;

    @Override
    public LocalCluster chosen() throws InputException, IOException {
      return new JoinedCluster(read(() -> selection.files()));
    }
  }

  private record JoinedCluster(ClusterFolder files) implements LocalCluster {
    @Override
    public Path folder() {
      return files.folder();
    }

    @Override
    public boolean hasOperator() {
      return Files.isDirectory(files.operatorCredentials());
    }

    @Override
    public void copyTo(ParticipantFolder identity) throws InputException, IOException {
      try {
        NetworkFiles.of(identity).copy(files);
      } catch (UserInputException e) {
        throw new InputException(e.getMessage());
      }
    }

    @Override
    public CenterConnection connectToCenter(boolean asOperator)
        throws InputException, IOException, InterruptedException {
      Path credentials =
          asOperator ? files.operatorCredentials() : files.center().resolve("bootstrap");
      return read(() -> files.connectToCenter(CredentialFiles.read(credentials)));
    }
  }

  private interface Source<T, E extends Exception> {
    T get() throws UserInputException, IOException, E;
  }

  /** A user's error is the commands' to report, in their form. */
  private static <T, E extends Exception> T read(Source<T, E> source)
      throws InputException, IOException, E {
    try {
      return source.get();
    } catch (UserInputException e) {
      throw new InputException(e.getMessage());
    }
  }
}
