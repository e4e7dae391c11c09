/** Runs a replica in real time: its thread, timers, disk and connections. */
package org.medchain.node.host;
