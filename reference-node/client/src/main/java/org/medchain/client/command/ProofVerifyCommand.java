package org.medchain.client.command;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.proof.ProofFile;
import org.medchain.client.proof.ProofVerifier;
import org.medchain.client.proof.RecordProof;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain proof verify}: needs no node and no identity (paper §3.2.6; PROC-7). */
@Command(
    name = "verify",
    description = {
      "Checks a proof with only the center's public key: no network, no identity.",
      "The members that signed are those that follow from the proof itself: if a later epoch's are "
          + "known to you from elsewhere, ask for a newer proof."
    })
final class ProofVerifyCommand extends ParticipantCommand {
  @Parameters(paramLabel = "PROOF", description = "As 'proof make' wrote it.")
  private Path file;

  @Option(
      names = "--center",
      paramLabel = "FILE",
      required = true,
      description = "The center's public key, as in a cluster's center.pub.")
  private Path center;

  @Option(
      names = "--recovery",
      paramLabel = "HASH",
      description = "A recovery of the chain that the center says is its own.")
  private List<String> recoveries = List.of();

  @Override
  CommandAnswer run() throws Exception {
    PublicKey key = centerKey();
    RecordProof proof = ProofFile.read(file);
    Optional<String> flaw = new ProofVerifier(key, new Ed25519(), accepted()).flawIn(proof);
    if (flaw.isPresent()) {
      throw new RefusedException("this proves nothing: " + flaw.get());
    }
    return new CommandAnswer()
        .withAll(ProofFile.facts(proof))
        .text("proved: record {record}")
        .text("uploaded by its patient {patient}")
        .text("about the file with the hash {file_hash}")
        .text(
            "accepted in block {height} of "
                + Instant.ofEpochMilli(proof.headers().get(0).timestampMs()));
  }

  private List<Hash> accepted() throws InputException {
    for (String each : recoveries) {
      if (!each.matches("[0-9a-f]{64}")) {
        throw new InputException("--recovery: " + each + " is not a hash of 64 digits");
      }
    }
    return recoveries.stream().map(Hash::fromHex).toList();
  }

  private PublicKey centerKey() throws Exception {
    try {
      String text = Files.readString(center).strip();
      if (text.matches("[0-9a-f]{64}")) {
        return new PublicKey(Bytes.fromHex(text));
      }
    } catch (NoSuchFileException e) {
      throw new InputException("--center: " + center + ": there is no such file");
    }
    throw new InputException("--center: " + center + " has no key of 64 hexadecimal digits");
  }
}
