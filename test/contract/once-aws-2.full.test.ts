import {askAws} from './ask-aws.js';

askAws(2);
