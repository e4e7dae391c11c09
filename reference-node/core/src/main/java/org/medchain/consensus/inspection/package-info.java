/**
 * What hosts, tools and the regulatory center read of a chain of PBFT from outside a replica: its
 * durable logs, and who its members were.
 */
package org.medchain.consensus.inspection;
