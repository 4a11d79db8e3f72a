/// A backup as OpenCATS writes it, small and made up; `ruth@cast.test` is a recruiter of the cast.
enum SampleDump {
    static let text = [users, clients, contacts, candidates, jobOrders, pipeline, history].joined(separator: "\n\n")

    static let end = "((ENDOFQUERY))"

    static let users = """
        DROP TABLE IF EXISTS `user`((ENDOFQUERY))
        CREATE TABLE `user` (
          `user_id` int(11) NOT NULL auto_increment,
          `user_name` varchar(64) NOT NULL default '0',
          `email` varchar(128) default NULL,
          PRIMARY KEY  (`user_id`)
        ) ENGINE=MyISAM DEFAULT CHARSET=utf8((ENDOFQUERY))

        INSERT INTO `user` VALUES 
        ('1','admin','0'),
        ('20','Ruth@Cast.test','0'),
        ('21','someone','gone@elsewhere.test')((ENDOFQUERY))

        """

    static let clients = """
        CREATE TABLE `client` (
          `client_id` int(11) NOT NULL auto_increment,
          `name` varchar(64) NOT NULL default '0',
          `notes` text collate utf8_unicode_ci,
          `entered_by` int(11) default NULL,
          `owner` int(11) default NULL,
          PRIMARY KEY  (`client_id`),
          KEY `IDX_name` (`name`)
        ) ENGINE=MyISAM((ENDOFQUERY))

        INSERT INTO `client` VALUES 
        ('1','Kestrel & Sons','<b>Pays late; ask for \\'Jo\\'</b>','1','20'),
        ('2','Löwenbräu Test GmbH',NULL,'1','21'),
        ('3','0','nobody','1','20')((ENDOFQUERY))

        """

    static let contacts = """
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
        ('1','1','Kestrel','Joan','Owner','joan@kestrel.test','555-010-2000'),
        ('2','1','Marsh','Ed','HR Assistant','0','0'),
        ('3','2','Wirth','Uli','Hiring Manager','not an address','0'),
        ('4','3','Nobody','Ann','','ann@nowhere.test','0')((ENDOFQUERY))

        """

    static let candidates = """
        CREATE TABLE `candidate` (
          `candidate_id` int(11) NOT NULL auto_increment,
          `last_name` varchar(64) NOT NULL default '0',
          `first_name` varchar(64) NOT NULL default '0',
          `phone_home` varchar(40) default NULL,
          `phone_cell` varchar(40) default NULL,
          `notes` text,
          `entered_by` int(11) NOT NULL default '0' COMMENT 'Created-by user.',
          `owner` int(11) default NULL,
          `date_created` datetime NOT NULL default '2005-01-01 00:00:00',
          `email1` varchar(128) default NULL,
          PRIMARY KEY  (`candidate_id`)
        ) ENGINE=MyISAM((ENDOFQUERY))

        INSERT INTO `candidate` VALUES 
        ('1','O\\'Neill','Shay','555-0101','0','<p style=\\"x\\">fine; really (1,2)</p>','1','20','2007-01-12 10:00:00','Shay@mail.test'),
        ('2','ONeill','S.','0','0','0','1','20','2007-01-13 10:00:00','shay@MAIL.test'),
        ('3','Berg','Ida','555-0103','0','0','20','0','2005-01-01 00:00:00','0'),
        ('4','Berg','IDA','(555) 0103','0','0','20','0','0000-00-00 00:00:00','ida@mail.test'),
        ('5','0','Cher','0','555-0105','0','1','0','2007-01-14','cher@mail.test'),
        ('6','0','0','555-0106','0','0','1','0','2007-01-14 10:00:00','nameless@mail.test'),
        ('7','Brook','Annabel','0','0','0','1','0','2007-01-15 10:00:00','anna@cast.test'),
        ('8','Quill','Tom ''Q''','0','0','line one\\nline two','1','0','2007-01-15 10:00:00','tom at mail')((ENDOFQUERY))

        """

    static let jobOrders = """
        CREATE TABLE `joborder` (
          `joborder_id` int(11) NOT NULL auto_increment,
          `recruiter` int(11) default NULL,
          `contact_id` int(11) default NULL,
          `client_id` int(11) NOT NULL default '0',
          `entered_by` int(11) NOT NULL default '0',
          `owner` int(11) default NULL,
          `title` varchar(64) NOT NULL default '0',
          `status` varchar(64) NOT NULL default 'Active',
          `date_created` datetime NOT NULL default '2005-01-01 00:00:00',
          `date_modified` datetime NOT NULL default '2005-01-01 00:00:00'
        ) ENGINE=MyISAM((ENDOFQUERY))

        INSERT INTO `joborder` VALUES 
        ('1','20','1','1','1','20','Baker','Active','2007-01-10 09:00:00','2007-01-11 09:00:00'),
        ('2','20','1','2','1','1','Brewer','Closed','2007-01-10 09:00:00','2007-02-11 09:00:00'),
        ('3','20','-1','9','1','1','Ghost','Active','2007-01-10 09:00:00','2007-02-11 09:00:00')((ENDOFQUERY))

        """

    static let pipeline = """
        CREATE TABLE `candidate_joborder` (
          `candidate_joborder_id` int(11) NOT NULL auto_increment,
          `candidate_id` int(11) NOT NULL default '0',
          `joborder_id` int(11) NOT NULL default '0',
          `status` int(11) NOT NULL default '0',
          `date_submitted` datetime default NULL,
          `date_created` datetime NOT NULL default '2005-01-01 00:00:00',
          `date_modified` datetime NOT NULL default '2005-01-01 00:00:00',
          `added_by` int(11) default NULL
        ) ENGINE=MyISAM((ENDOFQUERY))

        INSERT INTO `candidate_joborder` VALUES 
        ('1','1','1','500','2005-01-01 00:00:00','2007-01-17 14:29:01','2007-01-20 14:32:03','0'),
        ('2','3','1','100',NULL,'2007-01-17 14:29:15','2007-01-17 14:31:43','20'),
        ('3','5','1','400','2007-01-18 00:00:00','2007-01-17 14:29:15','2007-01-19 14:31:43','21'),
        ('4','7','1','700','2005-01-01 00:00:00','2007-01-17 14:29:15','2007-01-22 14:31:43','20'),
        ('5','8','1','650','2005-01-01 00:00:00','2007-01-17 14:29:15','2007-01-23 14:31:43','20'),
        ('6','1','2','800','2007-01-18 00:00:00','2007-01-17 14:29:15','2007-01-19 14:31:43','20'),
        ('7','2','1','400','2007-01-18 00:00:00','2007-01-17 14:29:15','2007-01-19 14:31:43','20'),
        ('8','6','1','400','2007-01-18 00:00:00','2007-01-17 14:29:15','2007-01-19 14:31:43','20'),
        ('9','5','2','999','2007-01-18 00:00:00','2007-01-17 14:29:15','2007-01-19 14:31:43','20'),
        ('10','7','1','600','2007-01-24 00:00:00','2007-01-23 14:29:15','2007-01-25 14:31:43','20')((ENDOFQUERY))

        """

    static let history = """
        CREATE TABLE `candidate_joborder_status_history` (
          `candidate_joborder_status_history_id` int(11) NOT NULL auto_increment,
          `candidate_id` int(11) NOT NULL default '0',
          `joborder_id` int(11) NOT NULL default '0',
          `date` datetime NOT NULL default '2005-01-01 00:00:00',
          `status_from` int(11) NOT NULL default '0',
          `status_to` int(11) NOT NULL default '0'
        ) ENGINE=MyISAM((ENDOFQUERY))

        INSERT INTO `candidate_joborder_status_history` VALUES 
        ('1','1','1','2007-01-18 14:30:26','100','400'),
        ('2','1','1','2007-01-20 14:32:03','400','500')((ENDOFQUERY))

        """
}
