package org.medchain.cluster.center;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.identity.CredentialFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The center that an order is for, and the options of orders. */
final class CenterSelection {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      required = true,
      description = "The cluster's folder.")
  private Path folder;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Prints it; what is refused is exit code 1. */
  int told(CenterAnswer answer) {
    answer.lines().forEach(spec.commandLine().getOut()::println);
    return answer.done() ? 0 : 1;
  }

  CenterAnswer ordered(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    return CenterAnswer.of(receipts(order));
  }

  CenterAnswer ordered(Operation operation)
      throws UserInputException, IOException, InterruptedException {
    return ordered(new CenterRequest.LedgerRequest(operation));
  }

  List<Receipt> receipts(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    return cluster().order(order);
  }

  ClusterFolder cluster() throws UserInputException {
    return ClusterFolder.existing(folder);
  }

  /** A key by its digits, or by the name of one of the cluster's nodes or clients (n0, c0). */
  PublicKey key(String text) throws UserInputException, IOException {
    if (text.matches("[0-9a-fA-F]{64}")) {
      return new PublicKey(Bytes.fromHex(text.toLowerCase(Locale.ROOT)));
    }
    Path base = cluster().folder();
    for (Path each :
        List.of(
            base.resolve("clients").resolve(text),
            base.resolve("nodes").resolve(text).resolve("credentials"))) {
      if (text.matches("[cn]\\d{1,3}") && Files.isDirectory(each)) {
        return CredentialFiles.read(each).ledger().publicKey();
      }
    }
    throw new UserInputException(
        "'"
            + text
            + "' is no key; allowed are 64 hexadecimal digits, or a node's or client's name");
  }

  /** The same of the key that comes after another one. */
  PublicKey successor(String text, PublicKey before) throws UserInputException, IOException {
    PublicKey successor = key(text);
    if (successor.equals(before)) {
      throw new UserInputException("--successor: a key does not succeed itself");
    }
    return successor;
  }

  /**
   * The id of a record or a voucher.
   *
   * @param parameter what the command calls it
   */
  static Hash id(String parameter, String text) throws UserInputException {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new UserInputException(
          parameter + ": '" + text + "' is not an id; allowed are 64 hexadecimal digits");
    }
    return Hash.fromHex(text);
  }
}
