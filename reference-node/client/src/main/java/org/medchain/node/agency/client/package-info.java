/** The client side of an aggregation agency (paper §4): for one participant, or for many. */
package org.medchain.node.agency.client;
