CREATE TABLE `client` (
  `client_id` int(11) NOT NULL auto_increment,
  `name` varchar(64) NOT NULL default '0',
  PRIMARY KEY  (`client_id`)
) ENGINE=MyISAM((ENDOFQUERY))

INSERT INTO `client` VALUES 
('1','Kestrel & Sons')((ENDOFQUERY))

CREATE TABLE `contact` (
  `contact_id` int(11) NOT NULL,
  `client_id` int(11) default NULL,
  `last_name` varchar(64) NOT NULL default '0',
  `first_name` varchar(64) NOT NULL default '0',
  `title` varchar(128) default NULL,
  `email1` varchar(128) default NULL,
  `phone_work` varchar(40) default NULL
) ENGINE=MyISAM((ENDOFQUERY))

INSERT INTO `contact` VALUES 
('1','1','Kestrel','Joan','Owner','joan@kestrel.test','555-010-2000')((ENDOFQUERY))

CREATE TABLE `candidate` (
  `candidate_id` int(11) NOT NULL,
  `last_name` varchar(64) NOT NULL default '',
  `first_name` varchar(64) NOT NULL default '',
  `email1` varchar(128) default NULL
) ENGINE=MyISAM((ENDOFQUERY))

INSERT INTO `candidate` VALUES 
('1','Wren','Tess','tess.wren@mail.test'),
('2','','',''),
('3','Finch','Hal','tess.wren@mail.test')((ENDOFQUERY))

CREATE TABLE `joborder` (
  `joborder_id` int(11) NOT NULL,
  `client_id` int(11) default NULL,
  `contact_id` int(11) default NULL,
  `title` varchar(64) NOT NULL default ''
) ENGINE=MyISAM((ENDOFQUERY))

INSERT INTO `joborder` VALUES 
('1','1','1','Boat Builder')((ENDOFQUERY))

CREATE TABLE `candidate_joborder` (
  `candidate_joborder_id` int(11) NOT NULL,
  `candidate_id` int(11) NOT NULL,
  `joborder_id` int(11) NOT NULL,
  `status` int(11) NOT NULL,
  `date_submitted` datetime default NULL
) ENGINE=MyISAM((ENDOFQUERY))

INSERT INTO `candidate_joborder` VALUES 
('1','1','1','500','2026-02-20 10:00:00')((ENDOFQUERY))
