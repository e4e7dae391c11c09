/** The aggregation agency (paper §3.1, §4): takes requests, verifies them and spreads them to all. */
package org.medchain.node.agency;
