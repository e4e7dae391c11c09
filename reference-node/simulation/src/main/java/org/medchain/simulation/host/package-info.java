/** The host of one replica or client: its cores, disk and signatures' cost. */
package org.medchain.simulation.host;
