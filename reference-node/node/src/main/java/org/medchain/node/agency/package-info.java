/**
 * The information aggregation agency (paper §3.1, §4; ROLE-3, ROLE-4; decision 0163): its client
 * ({@link org.medchain.node.agency.AgencyClient}), its information transaction server ({@link
 * org.medchain.node.agency.InformationTransactionServer}), its service provision nodes ({@link
 * org.medchain.node.agency.ServiceProvisionNode}), and the way from an institution to its superior
 * hospital ({@link org.medchain.node.agency.SuperiorHospitalForwarder}). It need not be trusted: it
 * relays signed messages of others and changes none of them.
 */
package org.medchain.node.agency;
