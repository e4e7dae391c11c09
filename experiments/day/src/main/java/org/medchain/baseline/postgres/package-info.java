/**
 * Systems on PostgreSQL: one hospital's database, that with a synchronous standby, and a federation
 * of databases with an index of hashes (BASE-1).
 */
package org.medchain.baseline.postgres;
