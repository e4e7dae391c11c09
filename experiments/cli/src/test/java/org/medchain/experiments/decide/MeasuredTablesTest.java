package org.medchain.experiments.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.experiments.config.UserInputException;

/** What decide reads of the baselines' tables, and says where they are missing (BASE-12). */
class MeasuredTablesTest {
  private static final List<String> ALONE = List.of("no single administrator");

  @TempDir private Path root;

  private MeasuredTables tables() throws Exception {
    Path folder = Files.createDirectories(root.resolve("results/baselines"));
    Files.writeString(
        folder.resolve("cells.csv"),
        """
        system,attack,effect,harm,noticed_by,provable
        hospital,alter,altered,noticed,auditor,false
        hospital,delete,lost,noticed,auditor,false
        hospital,rewrite-audit,altered,unnoticed,nobody,false
        hospital,edit-on-disk,altered,unnoticed,nobody,false
        pbft,alter,kept,none,members,true
        pbft,delete,kept,none,patient,true
        pbft,rewrite-audit,kept,none,members,true
        pbft,edit-on-disk,kept,none,members,true
        pow,alter,kept,none,members,true
        """);
    Files.writeString(
        folder.resolve("bench.csv"),
        """
        system,operation,figure,time,value,low,high,rounds
        hospital,put,p50_ms,wall,4.5,4,5,3
        hospital,put,p99_ms,wall,9,8,10,3
        hospital,put,throughput_per_s,wall,100,90,110,3
        """);
    return MeasuredTables.read(root);
  }

  @Test
  @DisplayName("attacks decide whether a system keeps what is trusted (BASE-12)")
  void keeps() throws Exception {
    assertThat(tables().keeps("pbft", ALONE)).isEqualTo("yes");
    assertThat(tables().keeps("hospital", ALONE))
        .isEqualTo("no, it does not withstand alter, delete, rewrite-audit, edit-on-disk");
    assertThat(tables().keeps("hospital", List.of())).isEqualTo("yes");
    assertThat(tables().keeps("pow", ALONE))
        .isEqualTo("untried: delete, rewrite-audit, edit-on-disk");
    assertThat(tables().attacks("hospital", "noticed", "seen")).isEqualTo("; seen: alter, delete");
    assertThat(tables().attacks("pbft", "unnoticed", "unseen")).isEmpty();
  }

  @Test
  @DisplayName("a database that is fast enough and trusted is enough; else the chain (BASE-12)")
  void simplest() throws Exception {
    Decision decision = new Decision(ChoiceCells.read(Repository.ROOT), tables());
    DecideQuestion trusting = DecideQuestion.of(7, "40ms", "50/s", "crash:0", List.of());
    assertThat(decision.answer(trusting).getFirst()).startsWith("Choose hospital:");
    assertThat(decision.answer(DecideQuestion.of(7, "40ms", "50/s", "crash:0", ALONE)).getFirst())
        .startsWith("Choose pbft:");
    assertThat(decision.answer(trusting.withRate(90)).getFirst()).startsWith("Choose pbft:");
    assertThat(decision.answer(trusting))
        .contains("not measured: results/baselines/growth.csv is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cells.csv | system,attack | wanted are rows with the columns system, attack, harm,"
            + " provable",
        "cells.csv | system,attack,harm,provable;pbft,alter,zzz,true | harm is 'zzz'; allowed:"
            + " none",
        "growth.csv | system,figure,value;pbft,record_and_node,x | value is 'x', no number",
      })
  @DisplayName("a damaged table is refused in a line that names it (BASE-12)")
  void damaged(String name, String text, String why) throws Exception {
    Path folder = Files.createDirectories(root.resolve("results/baselines"));
    Files.writeString(folder.resolve(name), text.replace(';', '\n') + "\n");
    assertThatThrownBy(() -> MeasuredTables.read(root))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(why.strip());
  }

  @Test
  @DisplayName("each file that is missing is told in a line (BASE-12)")
  void missing() throws Exception {
    assertThat(MeasuredTables.read(root).missing())
        .hasSize(3)
        .allMatch(line -> line.startsWith("not measured: results/baselines/"));
    assertThat(MeasuredTables.read(root).keeps("pbft", ALONE)).startsWith("untried: alter");
  }
}
