package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.metadata.MetadataForm;

/** PROC-26: two of four nodes end with the day's last step; its figures are told all the same. */
@Tag("process")
class LostQuorumTest {
  private static final Path SETS = Repository.file("datasets");

  @TempDir private Path folder;

  @Test
  @Tag("exhaustive")
  void theDayIsReportedAndWhatCouldNotBeChecked() throws Exception {
    DayPlan plan =
        DayPlan.of(SyntheticRecords.read(SETS.resolve("synthea-sample")), 2, 2_000_000_000L, 1);
    Path sizes = SETS.resolve("image-sizes/image-sizes.csv");
    ClusterFolder files =
        ClusterFolder.create(
            folder.resolve("cluster"),
            ClusterPlan.of(4).with(MetadataForm.CLEAR).withHospitals().withClients(0));
    try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()))) {
      List<ClusterMember> members = processes.cluster().members();
      processes.startAll(Duration.ofMinutes(3));
      NodeBytes before = NodeBytes.of(files);
      LoadOutcome result;
      IdentitiesFolder identities = new IdentitiesFolder(folder.resolve("identities"));
      try (SessionPool open = new SessionPool(2);
          LoadPeople people = new LoadPeople(files, identities, open)) {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        StepWork work =
            new StepWork(
                plan, 1, 20_000, ImageSizes.read(sizes), people, plain, new ConcurrentHashMap<>());
        result =
            new LoadRun(
                    2,
                    2,
                    open,
                    work,
                    done -> {
                      if (done == plan.steps().size()) {
                        end(processes, members.subList(3, 5));
                      }
                    })
                .run();
      }
      LoadReport report = new LoadReport(result, NodeBytes.of(files).since(before));
      assertThat(result.steps().getFirst().answered()).isPositive();
      assertThat(result.lost()).isEmpty();
      assertThat(result.records().well()).isZero();
      assertThat(report.lines())
          .anyMatch(each -> each.startsWith("2 of 2 records could not be checked after the day: "))
          .anyMatch(each -> each.startsWith("2 of 2 files could not be checked after the day: "))
          .anyMatch(
              each ->
                  each.endsWith("of the 2 of 4 nodes that ran from before the day until after it"))
          .contains("not as it must be");
    }
  }

  private static void end(OwnedCluster processes, List<ClusterMember> which) {
    try {
      processes.killAtOnce(which);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
