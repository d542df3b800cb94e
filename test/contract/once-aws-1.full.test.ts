import {askAws} from './ask-aws.js';

askAws(1);
