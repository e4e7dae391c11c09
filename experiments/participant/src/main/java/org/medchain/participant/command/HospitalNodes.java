package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.center.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.engine.Role;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.CertificateSubject;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.transport.RefusedException;

/**
 * Registers the keys of a cluster's nodes as hospitals': the paper's tertiary hospitals (§3.2.2).
 */
final class HospitalNodes {
  private HospitalNodes() {}

  static CommandAnswer register(ClusterFolder cluster, List<String> names)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    List<CertificateSubject> subjects = new ArrayList<>();
    for (String name : names) {
      subjects.add(subject(cluster, name));
    }
    try (CenterConnection operator = CenterConnection.of(cluster)) {
      for (CertificateSubject each : subjects) {
        List<Receipt> unused =
            operator.execute(
                client ->
                    client.execute(
                        new CenterRequest.AuthoriseKeyRequest(each, Optional.of(Role.HOSPITAL))));
      }
    }
    return CommandAnswer.of(String.join(", ", names) + ": hospitals, which may hold files")
        .with("nodes", names)
        .with("keys", subjects.stream().map(each -> each.key().value().toHex()).toList());
  }

  private static CertificateSubject subject(ClusterFolder cluster, String name)
      throws UserInputException, IOException, RefusedException {
    Path credentials = cluster.folder().resolve("nodes").resolve(name).resolve("credentials");
    if (!name.matches("n\\d{1,4}") || !Files.isDirectory(credentials)) {
      throw new UserInputException("--node: '" + name + "' is no node of " + cluster.folder());
    }
    return CredentialFiles.read(credentials).subject();
  }
}
