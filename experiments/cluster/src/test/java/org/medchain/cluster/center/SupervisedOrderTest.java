package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.ConsentEvents.DelegateAppointed;
import org.medchain.contract.consent.ConsentEvents.GlassBroken;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.OperationType;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** CLUSTER-25: what supervision is shown of emergencies and guardians. */
class SupervisedOrderTest {
  private static final String AT = "2026-03-01T12:00:00Z";
  private static final PublicKey OWNER = key("owner");
  private static final PublicKey DOCTOR = key("doctor");
  private static final PublicKey OTHER = key("other");
  private static final Hash RECORD = Hash.of(Bytes.utf8("record"));

  private static PublicKey key(String name) {
    return new PublicKey(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static SupervisedOrder order(OperationType<?> type, Optional<List<Event>> events) {
    HistoryEntry entry =
        new HistoryEntry(
            new Location(7, 2),
            HistorySearch.ofSupervision(),
            type.number(),
            new RequestId(DOCTOR, 5));
    return new SupervisedOrder(entry, AT, events);
  }

  @Test
  void anEmergencyNamesDoctorRecordOwnerAndLine() {
    GlassBroken glass = new GlassBroken(RECORD, OWNER, DOCTOR, 4);
    SupervisedOrder.Sight sight =
        order(ReadRecord.TYPE, Optional.of(List.of(glass))).sight().orElseThrow();
    assertThat(sight.text())
        .startsWith("emergency, " + AT + ": " + DOCTOR.value().toHex())
        .contains(RECORD.toHex(), OWNER.value().toHex())
        .endsWith("line 4 of its log");
    assertThat(sight.concerns(DOCTOR)).isTrue();
    assertThat(sight.concerns(OWNER)).isTrue();
    assertThat(sight.concerns(OTHER)).isFalse();
  }

  @Test
  void whomTheCenterAppointsIsShownAndNotTheOwnersOwn() {
    DelegateAppointed ordered = new DelegateAppointed(OWNER, OTHER, true, 0);
    SupervisedOrder.Sight sight =
        order(AppointDelegate.TYPE, Optional.of(List.of(ordered))).sight().orElseThrow();
    assertThat(sight.text())
        .startsWith("guardian, " + AT + ": " + OTHER.value().toHex())
        .contains(" acts for " + OWNER.value().toHex());
    assertThat(sight.text()).endsWith(" until 1970-01-01T00:00:00Z");
    DelegateAppointed own = new DelegateAppointed(OWNER, OTHER, false, 0);
    assertThat(order(AppointDelegate.TYPE, Optional.of(List.of(own))).sight()).isEmpty();
  }

  @Test
  void whatWasRefusedIsNotShownAndWhatIsNotProvedIs() {
    assertThat(order(ReadRecord.TYPE, Optional.of(List.of())).sight()).isEmpty();
    SupervisedOrder.Sight open = order(ReadRecord.TYPE, Optional.empty()).sight().orElseThrow();
    assertThat(open.text())
        .isEqualTo("read by " + DOCTOR.value().toHex() + " in block 7: not proved yet");
    assertThat(open.concerns(OTHER)).as("it may be about anybody").isTrue();
  }
}
