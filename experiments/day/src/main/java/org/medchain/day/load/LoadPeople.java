package org.medchain.day.load;

import java.io.IOException;
import java.util.Optional;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.IdentityEnrolment;
import org.medchain.client.enrolment.KeyHandover;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.RegistrationEvents.BalanceTold;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/** The identities of a load: those of a dataset's patients and doctors, made as each registers. */
public final class LoadPeople implements AutoCloseable {
  /** An identity's name has at most 32 characters, and a dataset's names are of any kind. */
  private static final int NAME_DIGITS = 24;

  private final ClusterFolder cluster;
  private final IdentitiesFolder identities;
  private final SessionPool sessions;
  private final CenterConnection operator;

  /** Connects to the center, as its operator. */
  public LoadPeople(ClusterFolder cluster, IdentitiesFolder identities, SessionPool sessions)
      throws UserInputException, IOException, InterruptedException {
    this.cluster = cluster;
    this.identities = identities;
    this.sessions = sessions;
    operator = cluster.connectToCenter();
  }

  /** The files of a person of the dataset. */
  public ParticipantFolder folder(String person, boolean doctor) throws IOException {
    String digits = Hash.of(Bytes.utf8(person)).toHex().substring(0, NAME_DIGITS);
    return identities.named((doctor ? "d-" : "p-") + digits);
  }

  /**
   * Registers a person (paper §4 (1)): keys made here, a certificate of the center, the order to
   * the ledger, and a first request that is answered.
   */
  public void register(ParticipantFolder folder, Role role)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    folder.createFolders();
    NetworkFiles.of(folder).copy(cluster);
    IdentityEnrolment enrolment = new IdentityEnrolment(folder, role, new char[0]);
    enrolment.certify(operator, KeyHandover.invite(operator, enrolment.card().certificateName()));
    enrolment.register(
        operator,
        new Participant(
            enrolment.card().key(),
            role,
            role == Role.DOCTOR ? Optional.of(cluster.nodeKey(0)) : Optional.empty()));
    sessions.use(
        folder,
        session -> {
          BalanceTold told =
              (BalanceTold) MedicalModules.events(session.require(new AskBalance())).get(0);
          folder.write(enrolment.card().asRegistered(told.key()));
        });
  }

  /** The center's operator; one connection of it is open at a time. */
  public CenterConnection operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
  }
}
