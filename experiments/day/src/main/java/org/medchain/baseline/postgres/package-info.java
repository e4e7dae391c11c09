/**
 * Systems on PostgreSQL: one hospital's database, that with a synchronous standby, and a federation
 * of databases with an index of hashes (BASE-1). Attacks are data: {@code attacks/SYSTEM.yaml} has
 * the steps of each, which an {@link org.medchain.baseline.postgres.AttackScene} carries out; all
 * statements are in {@code statements.txt}.
 */
package org.medchain.baseline.postgres;
